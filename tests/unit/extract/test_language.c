#include "unit/unit.h"

#include "extract/meta.h"

struct row {
    const char *language;
    const char *text;
};

// clang-format off
static const struct row rows[] = {
    {"en", "The old lighthouse at the harbour opens its door for the first time in fifty years, and the city says that visitors "
           "may climb it on the first Saturday of June, which is when the keeper left it."},
    {"de", "Der alte Leuchtturm am Hafen öffnet zum ersten Mal seit fünfzig Jahren seine Tür, und die Stadt sagt, dass Besucher "
           "am ersten Samstag im Juni auf den Turm dürfen, wie es der Wärter nicht mehr für möglich hielt."},
    {"fr", "Le vieux phare du port ouvre ses portes pour la première fois depuis cinquante ans, et la ville annonce que les "
           "visiteurs pourront y monter le premier samedi de juin, avec une visite par des habitants qui sont nés sur le quai."},
    {"nl", "De oude vuurtoren aan de haven gaat voor het eerst in vijftig jaar open en de stad zegt dat bezoekers op de eerste "
           "zaterdag van juni naar boven mogen, maar niet met een hond, zoals het ook vroeger was op de toren."},
    {"pl", "Stara latarnia w porcie otwiera się po raz pierwszy od lat, a miasto mówi, że goście mogą wejść na wieżę w pierwszą "
           "sobotę czerwca, ale nie po zmroku, jak to było dla rybaków, i z psem też się nie da wejść do środka."},
    {"ru", "Старый маяк в гавани открыли для гостей, и в городе сказали, что на башню можно будет подняться не раньше июня, но "
           "это не для всех, как и было до войны, а также что по вечерам он будет закрыт для посетителей."},
    {"ja", "港の古い灯台が、五十年ぶりに一般公開されることになった。公開は来月の第一土曜日から始まる予定だという。灯台の中には机や日記がそのまま残されている。"},
    {"zh", "经过三年的修缮，城南的老码头昨天上午重新对市民开放。清晨六点，第一批客人已经在栈桥上等候，他们当中有不少是从前在这里上班的搬运工人。"},
    {"th", "ประภาคารเก่าที่ท่าเรือจะเปิดให้ประชาชนเข้าชมเป็นครั้งแรกในรอบห้าสิบปี เจ้าหน้าที่ของเมืองกล่าวว่าจะเริ่มเปิดในวันเสาร์"},
    {"he", "המגדלור הישן בנמל ייפתח לקהל הרחב לראשונה זה חמישים שנה. לדברי העירייה, הפתיחה תחל בשבת הראשונה של החודש הבא."},
};
// clang-format on

static void a_text_tells_its_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *const language = extract_language_of(rows[i].text);
        assert_non_null(language);
        assert_string_equal(language, rows[i].language);
    }
}

static void a_few_words_tell_none(void **state)
{
    (void)state;
    assert_null(extract_language_of(""));
    assert_null(extract_language_of("The end of the line"));
    assert_null(extract_language_of("12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 "
                                    "12 34 56 78 90 12 34 56 78 90 12 34 56 78 90"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_tells_its_language),
        cmocka_unit_test(a_few_words_tell_none),
    };
    return cmocka_run_group_tests_name("extract/language", tests, NULL, NULL);
}
