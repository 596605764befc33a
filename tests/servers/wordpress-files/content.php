<?php
// Installs WordPress into an empty database and writes the posts and threads that the tests know by name (STATE/ids).
define('WP_INSTALLING', true);
function wp_install_defaults() {}
function wp_new_blog_notification() {}
require __DIR__ . '/load.php';
wp_install('The Loopback Courier', 'admin', 'admin@courier.example', true, '', 'password');
wp_installing(false);
foreach (array('blogdescription' => 'News of 127.0.0.1', 'timezone_string' => 'UTC', 'permalink_structure' => '/%year%/%monthnum%/%day%/%postname%/',
	'default_comment_status' => 'open', 'comment_moderation' => 0, 'comment_previously_approved' => 0, 'require_name_email' => 1,
	'comment_registration' => 0, 'thread_comments' => 1, 'thread_comments_depth' => 5, 'page_comments' => 1, 'comments_per_page' => 20,
	'default_comments_page' => 'newest', 'comments_notify' => 0, 'moderation_notify' => 0, 'close_comments_for_old_posts' => 0,
	'posts_per_rss' => 10, 'rss_use_excerpt' => 0) as $name => $value)
	update_option($name, $value);
$wp_rewrite->init();
switch_theme('twentytwentythree');
wp_set_current_user(1);
kses_remove_filters();
$wpdb->query('START TRANSACTION');
wp_defer_comment_counting(true);
$author = wp_insert_user(array('user_login' => 'mina', 'user_pass' => 'password', 'display_name' => 'Mina Ravn', 'role' => 'author'));
$ids = array();

function post($name, $title, $html, $when, $more = array())
{
	global $wpdb, $ids, $author;
	$id = wp_insert_post(wp_slash($more + array('post_title' => $title, 'post_content' => $html, 'post_name' => $name, 'post_status' => 'publish',
		'post_date' => $when, 'post_date_gmt' => $when, 'post_author' => $author, 'comment_status' => 'open', 'ping_status' => 'closed')), true);
	if (is_wp_error($id))
		exit($name . ': ' . $id->get_error_message());
	$wpdb->update($wpdb->posts, array('guid' => home_url("/?p=$id")), array('ID' => $id));
	clean_post_cache($id);
	return $ids[$name] = $id;
}

/** The first post out of SEED: its headline, and its text with the headline once more as a heading when SEED repeats it. */
function seed($file)
{
	$all = file_get_contents($file);
	if (preg_match('~<div class="entry-content">\s*<h1>(.*?)</h1>(.*?)</div>~s', $all, $found))
		return array($found[1], "<h1>$found[1]</h1>$found[2]");
	$lines = array_values(array_filter(array_map('trim', explode("\n", $all)), 'strlen'));
	$end = array_search('Comments', $lines, true);
	$title = $lines[0];
	$html = '';
	foreach (array_slice($lines, 1, $end === false ? null : $end - 1) as $line)
		$html .= $line === $title ? '<h1>' . esc_html($line) . "</h1>\n" : '<p>' . esc_html($line) . "</p>\n";
	return array($title, $html);
}

list($title, $html) = seed(getenv('SEED'));
$first = post('first', $title, $html, '2023-12-22 09:30:00');
$thread = post('thread', 'What should become of the old harbour?', '<p>Two hundred answers, please.</p>', '2023-12-21 08:00:00');
$closed = post('closed', 'Nothing more to say', '<p>The last word was written below.</p>', '2023-12-20 08:00:00', array('comment_status' => 'closed'));
post('silent', 'Closed from the first day', '<p>Nobody was asked.</p>', '2023-12-20 07:00:00', array('comment_status' => 'closed'));
$secret = post('protected', 'For subscribers', '<p>The secret paragraph.</p>', '2023-12-19 08:00:00', array('post_password' => 'courant'));
$talk = post('talk', 'A small talk', '<p>Three words, one held back.</p>', '2023-12-19 07:00:00');

// What a terminal must never be sent: as bytes, as references, in every field. Raw it makes the site's feed ill-formed, so
// the post is private until `wordpress reveal`.
$esc = "\x1b";
$evil = "$esc]52;c;ZXZpbA==\x07$esc" . "[31mred$esc" . "[0m \u{9b}32mgreen \u{202e}drawkcab\u{202c} \u{2066}x\u{2069} \x7f end";
$evil_user = wp_insert_user(array('user_login' => 'evil', 'user_pass' => 'password', 'display_name' => 'Mallory', 'role' => 'author'));
$wpdb->update($wpdb->users, array('display_name' => "Mallory $evil"), array('ID' => $evil_user));
clean_user_cache($evil_user);
$control = post('control', "Bytes $evil", "<p>Raw $evil</p><p>References &#27;[31mred&#x1b;[0m &#155;32m &#x9b;33m &#8238;drawkcab &#x7f; &#7;</p><pre>Code $evil</pre>",
	'2023-12-18 08:00:00', array('post_author' => $evil_user, 'post_status' => 'private'));
$wpdb->update($wpdb->posts, array('post_title' => "Bytes $evil"), array('ID' => $control));

// 200 comments on four levels: 80 threads, 70 answers, 35 answers to these, 15 more.
$names = array('Ada', 'Ben Ito', 'Çelik', 'Dörte', 'Фёдор', '山田', 'Hal O\'Neil', 'Ivy & Co', 'J. "Jay" Jones', 'ليلى');
$texts = array('I was there on Tuesday and it was nothing like that.', "Two paragraphs.\n\nThe second of them,\nwith a line break.",
	'Page 12 of <a href="http://archive.example/report?a=1&amp;b=2">the report</a> says so.', '<blockquote>as before</blockquote>But it never was.',
	'完全同意。港口属于所有人。', 'Try <code>sort ships | uniq -c</code>.', '<strong>No.</strong> <em>Never.</em>', 'Well 🤣🤣 :-)', 'Five &lt; six &amp; so on.', 'One line.');
$levels = array(array(0));
$n = 0;
foreach (array(80, 70, 35, 15) as $level => $count)
	for ($i = 0; $i < $count; $i++) {
		$parents = $levels[$level];
		$more = $n % 9 === 8 ? array('comment_author_url' => "http://people.example/~$n") : array();
		$when = gmdate('Y-m-d H:i:s', strtotime('2023-12-21 09:00:00 UTC') + 97 * $n++);
		$levels[$level + 1][] = say($thread, $names[$n % 10], "#$n " . $texts[$n * 3 % 10], $when, $parents[$i * 7 % count($parents)], $more);
	}
say($closed, 'Early Bird', 'I came before it was closed.', '2023-12-20 08:30:00');
say($secret, 'Subscriber', 'The secret comment.', '2023-12-19 09:00:00');
$question = say($talk, 'Reader', 'Which three?', '2023-12-19 10:00:00');
say($talk, 'Desk', 'These: <em>yes</em>, no and &amp;.', '2023-12-19 10:30:00', $question);
say($talk, 'Patient', 'I wait for approval.', '2023-12-19 11:00:00', 0, array('comment_approved' => 0));
$bad = say($control, 'Mallory', "Comment $evil", '2023-12-18 09:00:00', 0, array('comment_author_url' => 'http://people.example/'));
$wpdb->update($wpdb->comments, array('comment_author' => "Mallory $evil", 'comment_content' => "Comment $evil and &#27;[31m"), array('comment_ID' => $bad));
wp_defer_comment_counting(false);
$wpdb->query('COMMIT');
$wp_rewrite->flush_rules(false);
$lines = '';
foreach ($ids as $name => $id)
	$lines .= "$name\t$id\t" . get_permalink($id) . "\n";
file_put_contents(getenv('STATE') . '/ids', $lines);
