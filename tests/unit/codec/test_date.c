#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "base/time.h"
#include "codec/date.h"

static const struct row {
    const char *text;
    const char *time; // NULL: no date
} rows[] = {
    // RFC 822, 2822, 5322
    {"Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"},
    {"Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z"},
    {"1 Jan 2004 19:48 +0000", "2004-01-01T19:48:00Z"},
    {"Thu,  5 Apr 2012 10:00:00 -0730", "2012-04-05T17:30:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 +02:00", "2012-04-05T08:00:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 +2", "2012-04-05T08:00:00Z"},
    {"Thu (a day (of) spring), 5 Apr 2012 10:00:00 +0200 (CEST)", "2012-04-05T08:00:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 +0200 CEST", "2012-04-05T08:00:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 EST", "2012-04-05T15:00:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 PDT", "2012-04-05T17:00:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 CEST", "2012-04-05T08:00:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 Z", "2012-04-05T10:00:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 A", "2012-04-05T10:00:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 GMT-01:01", "2012-04-05T11:01:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 UTC+5", "2012-04-05T05:00:00Z"},
    {"Thu, 5 Apr 2012 10:00:00 XYZ", "2012-04-05T10:00:00Z"},
    {"Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19T18:28:00Z"},
    {"Mon, 26 January 2004 16:31:00 AT", "2004-01-26T20:31:00Z"},
    {"Thu, 05 Apr 1969 10:00:00 GMT", "1969-04-05T10:00:00Z"},
    {"5 Apr 70 10:00:00 GMT", "1970-04-05T10:00:00Z"},
    {"5 Apr 69 10:00:00 GMT", "2069-04-05T10:00:00Z"},
    {"5 Apr 103 10:00:00 GMT", "2003-04-05T10:00:00Z"},
    {"Thu, 5 Apr 2012", "2012-04-05T00:00:00Z"},
    {"Thu, 5-Apr-2012 10:00:00 GMT", "2012-04-05T10:00:00Z"},
    {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
    {"Mon, 13 Feb, 2012 06:28:00 UTC", "2012-02-13T06:28:00Z"},
    {"Thu, 31 Dec 1998 23:59:60 GMT", "1998-12-31T23:59:59Z"},
    // asctime and other orders
    {"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"},
    {"Thu Aug 30 2012 17:26:16 +0200", "2012-08-30T15:26:16Z"},
    {"Sun Jul 15 01:16:00 +0000 2012", "2012-07-15T01:16:00Z"},
    {"Thu Aug 30 17:26:16 PDT 2012", "2012-08-31T00:26:16Z"},
    {"August 30, 2012 5:26 pm", "2012-08-30T17:26:00Z"},
    {"August 30th, 2012 at 12:05 a.m.", "2012-08-30T00:05:00Z"},
    {"Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"},
    {"12/31/2004 10:00", "2004-12-31T10:00:00Z"},
    {"31/12/2004 10:00", "2004-12-31T10:00:00Z"},
    {"31.12.2004 10:00", "2004-12-31T10:00:00Z"},
    {"2004-07-08 23:56:58.5", "2004-07-08T23:56:58Z"},
    // RFC 3339 and ISO 8601
    {"2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"},
    {"2003-12-31t10:14:55z", "2003-12-31T10:14:55Z"},
    {"2003-12-31T10:14:55-08:00", "2003-12-31T18:14:55Z"},
    {"2003-12-31T10:14:55.123456+0530", "2003-12-31T04:44:55Z"},
    {"2003-12-31T10:14+01", "2003-12-31T09:14:00Z"},
    {"2003-12-31T10.5Z", "2003-12-31T10:30:00Z"},
    {"2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z"},
    {"2003-12-31 10:14:55 PST", "2003-12-31T18:14:55Z"},
    {"20031231T101455Z", "2003-12-31T10:14:55Z"},
    {"20031231101455", "2003-12-31T10:14:55Z"},
    {"20031231", "2003-12-31T00:00:00Z"},
    {"2003-12", "2003-12-01T00:00:00Z"},
    {"2003", "2003-01-01T00:00:00Z"},
    {"03-12-31", "2003-12-31T00:00:00Z"},
    {"-0312", "2003-12-01T00:00:00Z"},
    {"-03-12", "2003-12-01T00:00:00Z"},
    {"2003-335", "2003-12-01T00:00:00Z"},
    {"2003335", "2003-12-01T00:00:00Z"},
    {"03335", "2003-12-01T00:00:00Z"},
    {"2004-366", "2004-12-31T00:00:00Z"},
    {"2004-W53-6", "2005-01-01T00:00:00Z"},
    {"2009-W01-1", "2008-12-29T00:00:00Z"},
    {"1969W011T12:00", "1968-12-30T12:00:00Z"},
    {"2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z"},
    {" \n2003-12-31T10:14:55Z\t", "2003-12-31T10:14:55Z"},
    // other languages
    {"2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z"},
    {"2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z"},
    {"2004-05-25 오전 12:23:17", "2004-05-24T15:23:17Z"},
    {"2004年5月28日 13:31", "2004-05-28T13:31:00Z"},
    {"2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"},
    {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
    {"Σάβ, 24 Απρ 2004 12:00:00 GMT", "2004-04-24T12:00:00Z"},
    {"lun., 3 août 2009 10:00:00 +0200", "2009-08-03T08:00:00Z"},
    {"mar., 14 avr. 2009 10:00:00 +0200", "2009-04-14T08:00:00Z"},
    {"Do, 12 Mär 2009 10:00:00 +0100", "2009-03-12T09:00:00Z"},
    {"Вт, 12 мая 2009 10:00:00 +0400", "2009-05-12T06:00:00Z"},
    // no date, or an impossible one
    {"", NULL},
    {"tomorrow", NULL},
    {"Sun, 16 Dec 2012 1:2:3:4 GMT", NULL},
    {"Sun, 16 zzz 2012 11:47:32 GMT", NULL},
    {"Sun, 16 Dec 2012 11:47:32 +00:zz", NULL},
    {"Sun, 99 Jun 2009 12:00:00 GMT", NULL},
    {"Thu, 31 Jun 2004 19:48:21 GMT", NULL},
    {"Sun, 16 Dec 2012 25:00:00 GMT", NULL},
    {"2003-02-29", NULL},
    {"2003-12-31T10:61:55Z", NULL},
    {"2003-12-31T10:14:61Z", NULL},
    {"2003-12-31T24:00:01Z", NULL},
    {"9999-12-31T23:59:59-01:00", NULL},
    {"9999-12-31T23:59:59-99:99", NULL},
    {"2013-01-28T11:30:00-06:00Textra", NULL},
    {"2013-xx-27", NULL},
    {"2003-366", NULL},
    {"2003-W54-1", NULL},
    {"22013", NULL},
    {"013", NULL},
    {"0000-01-01", NULL},
    {"12:30", NULL},
};

static void each_date_is_its_moment(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t time_ms = TIME_NONE;
        char buffer[TIME_TEXT_BYTES];
        const bool is_date = date_parse(rows[i].text, strlen(rows[i].text), &time_ms);
        const char *const got = is_date ? time_format(time_ms, buffer) : "no date";
        const char *const wanted = rows[i].time ? rows[i].time : "no date";
        if (strcmp(got, wanted) != 0)
            fail_msg("%s: %s instead of %s", rows[i].text, got, wanted);
    }
}

static void fractions_are_milliseconds(void **state)
{
    (void)state;
    int64_t time_ms = 0;
    assert_true(date_parse("1970-01-01T00:00:01.5004Z", 25, &time_ms));
    assert_int_equal(time_ms, 1500);
    assert_true(date_parse("1 Jan 1970 00:00:02.25 GMT", 26, &time_ms));
    assert_int_equal(time_ms, 2250);
}

static void http_dates_are_written(void **state)
{
    (void)state;
    char buffer[32];
    assert_string_equal(date_format_http(784111777000, buffer), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_string_equal(date_format_http(-1000, buffer), "Wed, 31 Dec 1969 23:59:59 GMT");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_date_is_its_moment),
        cmocka_unit_test(fractions_are_milliseconds),
        cmocka_unit_test(http_dates_are_written),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
