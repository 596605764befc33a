<?php
// Keeps the site on the loopback, and turns parts of it off by options that the script sets.
add_filter('pre_wp_mail', '__return_true');
add_filter('pre_http_request', function () { return new WP_Error('test', 'This site asks nobody.'); });
add_filter('pre_option_show_avatars', '__return_zero');
// Whether a machine is quick enough for two comments within 15 seconds is not what is tested.
add_filter('comment_flood_filter', function () { return get_option('test_flood', 'on') === 'on'; }, 99);
add_action('init', function () {
	if (get_option('test_rest', 'on') === 'on')
		return;
	remove_action('wp_head', 'rest_output_link_wp_head', 10);
	remove_action('template_redirect', 'rest_output_link_header', 11);
	add_filter('rest_authentication_errors', function () {
		return new WP_Error('rest_disabled', 'This site does not answer here.', array('status' => 403));
	});
});
