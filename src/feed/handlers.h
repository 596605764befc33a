/*
 * What the rules of the vocabularies call where storing a value in a field is not enough.
 */
#ifndef FEED_HANDLERS_H
#define FEED_HANDLERS_H

#include "feed/internal.h"

#define FEED_ON_START(name)                                                                        \
    void name(struct feed_parser *parser, struct feed_frame *frame,                                \
              const struct feed_element *element)
#define FEED_ON_END(name)                                                                          \
    void name(struct feed_parser *parser, const struct feed_frame *frame,                          \
              const struct feed_value *value)

FEED_ON_START(feed_on_channel);
FEED_ON_START(feed_on_link);
FEED_ON_START(feed_on_guid);
FEED_ON_START(feed_on_category);
FEED_ON_START(feed_on_enclosure);
FEED_ON_START(feed_on_rss_source);
FEED_ON_START(feed_on_atom_content);
FEED_ON_START(feed_on_image);
FEED_ON_START(feed_on_image_address);
FEED_ON_START(feed_on_person);
FEED_ON_START(feed_on_cdf_attributes);
FEED_ON_START(feed_on_cdf_channel);
FEED_ON_START(feed_on_in_reply_to);
FEED_ON_START(feed_on_image_link);
FEED_ON_START(feed_on_media_content);
FEED_ON_START(feed_on_media_thumbnail);
FEED_ON_START(feed_on_media_player);
FEED_ON_START(feed_on_media_text);
FEED_ON_START(feed_on_media_credit);
FEED_ON_START(feed_on_itunes_category);
FEED_ON_START(feed_on_podcast_transcript);
FEED_ON_START(feed_on_podcast_chapters);

FEED_ON_END(feed_on_rss_link_end);
FEED_ON_END(feed_on_atom_link_end);
FEED_ON_END(feed_on_guid_end);
FEED_ON_END(feed_on_category_end);
FEED_ON_END(feed_on_keywords_end);
FEED_ON_END(feed_on_image_end);
FEED_ON_END(feed_on_person_end);
FEED_ON_END(feed_on_person_name_end);
FEED_ON_END(feed_on_person_email_end);
FEED_ON_END(feed_on_person_url_end);
FEED_ON_END(feed_on_latitude_end);
FEED_ON_END(feed_on_longitude_end);
FEED_ON_END(feed_on_update_period_end);
FEED_ON_END(feed_on_update_frequency_end);
FEED_ON_END(feed_on_skip_hour_end);
FEED_ON_END(feed_on_skip_day_end);

#endif
