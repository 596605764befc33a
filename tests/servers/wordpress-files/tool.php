<?php
// One small thing done to the running site; `wordpress` says which.
require __DIR__ . '/load.php';
wp_set_current_user(1);
kses_remove_filters();

function must($result)
{
	if ($result && !is_wp_error($result))
		return $result;
	fwrite(STDERR, 'wordpress: ' . (is_wp_error($result) ? $result->get_error_message() : 'no such thing') . "\n");
	exit(1);
}

$verbs = array(
	'option' => function ($name, $value = null) {
		if ($value !== null)
			update_option($name, $value);
		echo get_option($name), "\n";
	},
	'theme' => function ($name) {
		$names = array('block' => 'twentytwentythree', 'classic' => 'twentytwentyone', 'bare' => 'bare');
		must(isset($names[$name]));
		if (!wp_get_theme($names[$name])->exists()) {
			fwrite(STDERR, "wordpress: the theme $names[$name] is not installed\n");
			exit(77);
		}
		switch_theme($names[$name]);
	},
	'comment' => function ($post, $author, $text, $parent = 0) {
		must(get_post((int) $post));
		echo must(say((int) $post, $author, $text, gmdate('Y-m-d H:i:s'), (int) $parent)), "\n";
	},
	'approve' => function ($comment) {
		must(wp_set_comment_status((int) $comment, 'approve', true));
	},
	'reveal' => function ($post) {
		must(wp_update_post(array('ID' => (int) $post, 'post_status' => 'publish')));
	},
	'publish' => function ($title, $html) {
		echo must(wp_insert_post(wp_slash(array('post_title' => $title, 'post_content' => $html, 'post_status' => 'publish')), true)), "\n";
	},
);
$verb = $argv[1] ?? '';
must(isset($verbs[$verb]));
$verbs[$verb](...array_slice($argv, 2));
