<?php if (post_password_required()) return; ?>
<div id="comments">
<h2>Comments</h2>
<?php if (have_comments()) : ?>
<ol class="commentlist"><?php wp_list_comments(array('style' => 'ol')); ?></ol>
<?php paginate_comments_links(); ?>
<?php elseif (comments_open()) : ?>
<p>No comments yet. Why don&rsquo;t you start the discussion?</p>
<?php else : ?>
<p>Comments are closed.</p>
<?php endif; ?>
<?php comment_form(); ?>
</div>
