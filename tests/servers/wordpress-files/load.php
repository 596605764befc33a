<?php
// Loads the site of STATE for a program of this folder.
$_SERVER['HTTP_HOST'] = substr(getenv('SITE'), strlen('http://'));
$_SERVER['SERVER_NAME'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
require getenv('STATE') . '/www/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
error_reporting(E_ALL & ~E_DEPRECATED & ~E_NOTICE & ~E_WARNING);

/** A comment as if its author had just sent it: the name escaped as WordPress does. Its id. */
function say($post, $author, $text, $when, $parent = 0, $more = array())
{
	$name = wp_unslash(apply_filters('pre_comment_author_name', wp_slash($author)));
	$email = strtolower(preg_replace('/[^A-Za-z]+/', '.', $author)) . '@readers.example';
	return wp_insert_comment(wp_slash($more + array('comment_post_ID' => $post, 'comment_parent' => $parent, 'comment_author' => $name,
		'comment_author_email' => $email, 'comment_author_url' => '', 'comment_author_IP' => '127.0.0.9', 'comment_content' => $text,
		'comment_date' => $when, 'comment_date_gmt' => $when, 'comment_approved' => 1)));
}
