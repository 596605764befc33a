/*
 * Words of site furniture, in the languages of the news, by what they are about. They only count;
 * nothing is cut for them alone.
 */
#include <string.h>

#include "extract/internal.h"

enum {
    SOCIAL = 1u << 0, // share, follow, subscribe
    MORE = 1u << 1,   // read this, too
    LEGAL = 1u << 2,  // advertising, rights, cookies
    TALK = 1u << 3,   // comments
    META = 1u << 4,   // who, when, filed where
    CREDIT = 1u << 5, // of pictures
};

struct phrase {
    const char *text; // lower case; matched anywhere, ASCII case aside
    unsigned about;
};

// clang-format off
static const struct phrase phrases[] = {
    {"share this", SOCIAL}, {"share on", SOCIAL}, {"share article", SOCIAL},
    {"follow us", SOCIAL}, {"follow me", SOCIAL}, {"sign up", SOCIAL}, {"sign in", SOCIAL},
    {"log in", SOCIAL}, {"logged in", SOCIAL}, {"subscribe", SOCIAL}, {"newsletter", SOCIAL},
    {"email this", SOCIAL}, {"whatsapp", SOCIAL}, {"facebook", SOCIAL}, {"twitter", SOCIAL},
    {"linkedin", SOCIAL}, {"pinterest", SOCIAL}, {"telegram", SOCIAL}, {"instagram", SOCIAL},
    {"download the app", SOCIAL}, {"our app", SOCIAL}, {"your email", SOCIAL},
    {"support us", SOCIAL}, {"donate", SOCIAL}, {"become a member", SOCIAL},
    {"register", SOCIAL}, {"teilen", SOCIAL}, {"merken", SOCIAL}, {"drucken", SOCIAL},
    {"anmelden", SOCIAL}, {"abonnieren", SOCIAL}, {"registrieren", SOCIAL},
    {"partager", SOCIAL}, {"imprimer", SOCIAL}, {"s'abonner", SOCIAL}, {"abonnez", SOCIAL},
    {"compartir", SOCIAL}, {"suscríbe", SOCIAL}, {"síguenos", SOCIAL}, {"condividi", SOCIAL},
    {"iscriviti", SOCIAL}, {"compartilh", SOCIAL}, {"assine", SOCIAL}, {"udostępnij", SOCIAL},
    {"поделиться", SOCIAL}, {"подписаться", SOCIAL}, {"подписывайтесь", SOCIAL},
    {"sdílet", SOCIAL}, {"delen", SOCIAL}, {"paylaş", SOCIAL}, {"分享", SOCIAL}, {"关注", SOCIAL},
    {"シェア", SOCIAL}, {"공유", SOCIAL}, {"شارك", SOCIAL}, {"print", SOCIAL},
    {"read more", MORE}, {"read also", MORE}, {"also read", MORE}, {"read next", MORE},
    {"more from", MORE}, {"related", MORE}, {"recommended", MORE}, {"you may also", MORE},
    {"you might also", MORE}, {"see also", MORE}, {"most read", MORE}, {"most popular", MORE},
    {"trending", MORE}, {"click here", MORE}, {"view all", MORE}, {"show more", MORE},
    {"load more", MORE}, {"previous", MORE}, {"next post", MORE}, {"back to top", MORE},
    {"skip to", MORE}, {"watch:", MORE}, {"listen:", MORE}, {"weiterlesen", MORE},
    {"mehr zum thema", MORE}, {"lesen sie auch", MORE}, {"auch interessant", MORE},
    {"mehr:", MORE}, {"startseite", MORE}, {"lire aussi", MORE}, {"à lire", MORE},
    {"en savoir plus", MORE}, {"leer más", MORE}, {"lea también", MORE},
    {"te puede interesar", MORE}, {"leggi anche", MORE}, {"leia também", MORE},
    {"leia mais", MORE}, {"czytaj także", MORE}, {"zobacz także", MORE},
    {"читайте также", MORE}, {"подробнее", MORE}, {"läs mer", MORE}, {"lees ook", MORE},
    {"lees meer", MORE}, {"关键词", MORE}, {"相关", MORE}, {"関連記事", MORE}, {"video:", MORE},
    {"advertisement", LEGAL}, {"advertising", LEGAL}, {"sponsored", LEGAL}, {"cookie", LEGAL},
    {"privacy policy", LEGAL}, {"terms of", LEGAL}, {"all rights reserved", LEGAL},
    {"copyright", LEGAL}, {"©", LEGAL}, {"contact us", LEGAL}, {"about us", LEGAL},
    {"javascript", LEGAL}, {"browser", LEGAL}, {"anzeige", LEGAL}, {"werbung", LEGAL},
    {"datenschutz", LEGAL}, {"impressum", LEGAL}, {"publicité", LEGAL},
    {"mentions légales", LEGAL}, {"publicidad", LEGAL}, {"derechos reservados", LEGAL},
    {"pubblicità", LEGAL}, {"reklama", LEGAL}, {"реклама", LEGAL}, {"все права", LEGAL},
    {"affiliate", LEGAL}, {"disclaimer", LEGAL}, {"commission", LEGAL},
    {"leave a reply", TALK}, {"leave a comment", TALK}, {"comments", TALK}, {"comment", TALK},
    {"reply", TALK}, {"kommentar", TALK}, {"commentaire", TALK}, {"comentario", TALK},
    {"commenti", TALK}, {"comentário", TALK}, {"komentarz", TALK}, {"комментар", TALK},
    {"diskuze", TALK}, {"kommentera", TALK}, {"reageer", TALK}, {"yorum", TALK}, {"评论", TALK},
    {"コメント", TALK}, {"댓글", TALK}, {"التعليق", TALK}, {"antworten", TALK},
    {"posted by", META}, {"posted in", META}, {"posted on", META}, {"filed under", META},
    {"tags:", META}, {"tagged", META}, {"written by", META}, {"published", META},
    {"last updated", META}, {"updated:", META}, {"min read", META}, {"about the author", META},
    {"veröffentlicht", META}, {"schlagwörter", META}, {"stichwort", META}, {"publié", META},
    {"责任编辑", META}, {"責任編輯", META}, {"기자", META}, {"is a reporter", META},
    {"contributed to this", META}, {"editor", META}, {"redaktion", META}, {"autor:", META},
    {"author:", META}, {"von:", META}, {"topics:", META},
    {"getty images", CREDIT}, {"photo:", CREDIT}, {"image:", CREDIT}, {"photograph:", CREDIT},
    {"picture:", CREDIT}, {"credit:", CREDIT}, {"foto:", CREDIT}, {"bild:", CREDIT},
    {"quelle:", CREDIT}, {"source:", CREDIT}, {"photo by", CREDIT}, {"image by", CREDIT},
    {"фото:", CREDIT}, {"источник:", CREDIT}, {"fotos:", CREDIT}, {"shutterstock", CREDIT},
    {"reuters/", CREDIT}, {"afp", CREDIT}, {"pixabay", CREDIT}, {"unsplash", CREDIT},
    {"ap photo", CREDIT}, {"courtesy", CREDIT},
};
// clang-format on

static unsigned slot_of(const char *text)
{
    return ((unsigned char)text[0] * 31u + (unsigned char)text[1]) % EXTRACT_PHRASE_SLOTS;
}

void extract_phrases_init(struct extract_phrases *index)
{
    _Static_assert(COUNT_OF(phrases) < EXTRACT_PHRASES_MOST, "the index of phrases is full");
    *index = (struct extract_phrases){.first = {0}};
    for (size_t i = COUNT_OF(phrases); i-- > 0;) {
        const unsigned slot = slot_of(phrases[i].text);
        index->next[i] = index->first[slot];
        index->first[slot] = (uint16_t)(i + 1);
    }
}

uint32_t extract_phrases_find(const struct extract_phrases *index, const char *text, size_t len)
{
    char lower[1024];
    size_t used = 0;
    for (size_t i = 0; i < len && used < sizeof(lower) - 1; i++)
        if (text[i])
            lower[used++] = ascii_lower(text[i]);
    lower[used] = '\0';
    uint32_t about = 0;
    for (size_t at = 0; at < used; at++)
        for (size_t i = index->first[slot_of(lower + at)]; i; i = index->next[i - 1])
            if (strncmp(lower + at, phrases[i - 1].text, strlen(phrases[i - 1].text)) == 0)
                about |= phrases[i - 1].about;
    return about;
}
