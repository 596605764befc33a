<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head><meta charset="<?php bloginfo('charset'); ?>"><?php wp_head(); ?></head>
<body <?php body_class(); ?>>
<div id="top"><a href="<?php echo esc_url(home_url('/')); ?>"><?php bloginfo('name'); ?></a> <?php wp_page_menu(); ?></div>
<div id="main">
<?php while (have_posts()) : the_post(); ?>
<div id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
<?php if (is_singular()) : ?>
<h1 class="entry-title"><?php the_title(); ?></h1>
<?php else : ?>
<h2 class="entry-title"><a href="<?php the_permalink(); ?>" rel="bookmark"><?php the_title(); ?></a></h2>
<?php endif; ?>
<p class="entry-meta">By <span class="author"><?php the_author(); ?></span>, <time class="published" datetime="<?php echo esc_attr(get_the_date('c')); ?>"><?php echo esc_html(get_the_date()); ?></time></p>
<div class="entry-content"><?php the_content(); ?></div>
</div>
<?php if (is_singular()) comments_template(); ?>
<?php endwhile; ?>
<?php is_singular() ? the_post_navigation() : the_posts_pagination(); ?>
</div>
<div id="side"><h2>Recent Posts</h2><ul><?php wp_get_archives(array('type' => 'postbypost', 'limit' => 5)); ?></ul></div>
<?php wp_footer(); ?>
</body>
</html>
