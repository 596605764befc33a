#include "store/tokenizer.h"

#include <string.h>

#include "base/str.h"
#include "query/words.h"
#include "store/rank.h"

typedef int (*token_sink)(void *context, int flags, const char *token, int len, int start, int end);

/* A text on its way to the index. */
struct tokens {
    token_sink sink;
    void *context;
    size_t offset; // of the piece in the whole text
    bool is_query;
    char last[2 * QUERY_WORD_BYTES]; // the unspaced character that the next may be joined to
    size_t last_len;                 // 0: none
    size_t last_start;
    size_t last_end;
    bool is_first; // it is the only one of its run so far
    int code;
};

static void tokens_emit(struct tokens *tokens, const char *token, size_t len, size_t start,
                        size_t end)
{
    if (tokens->code == SQLITE_OK)
        tokens->code = tokens->sink(tokens->context, 0, token, (int)len,
                                    (int)(tokens->offset + start), (int)(tokens->offset + end));
}

/* The run of unspaced characters is over. */
static void tokens_end_run(struct tokens *tokens)
{
    if (tokens->last_len)
        tokens_emit(tokens, tokens->last, tokens->last_len, tokens->last_start, tokens->last_end);
    tokens->last_len = 0;
}

static void tokens_add_unspaced(struct tokens *tokens, const struct query_reader *reader)
{
    if (!reader->is_joined)
        tokens_end_run(tokens);
    tokens->is_first = tokens->last_len == 0;
    if (tokens->last_len) {
        memcpy(tokens->last + tokens->last_len, reader->word, reader->word_len);
        tokens_emit(tokens, tokens->last, tokens->last_len + reader->word_len, tokens->last_start,
                    reader->end);
    }
    memcpy(tokens->last, reader->word, reader->word_len);
    tokens->last_len = reader->word_len;
    tokens->last_start = reader->start;
    tokens->last_end = reader->end;
}

static void tokens_add_piece(struct tokens *tokens, const char *text, size_t len)
{
    struct query_reader reader;
    query_reader_init(&reader, text, len);
    while (tokens->code == SQLITE_OK && query_reader_next(&reader)) {
        if (reader.is_unspaced) {
            tokens_add_unspaced(tokens, &reader);
            continue;
        }
        tokens_end_run(tokens);
        tokens_emit(tokens, reader.word, reader.word_len, reader.start, reader.end);
    }
    query_reader_release(&reader);
    // A query does not say that its last run ends there.
    if (tokens->is_query && !tokens->is_first)
        tokens->last_len = 0;
    tokens_end_run(tokens);
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int len,
                    token_sink sink)
{
    (void)tokenizer;
    static const char gap[] = {STORE_TEXT_GAP};
    struct tokens tokens = {
        .sink = sink, .context = context, .is_query = flags & FTS5_TOKENIZE_QUERY};
    struct slice rest = {text, len > 0 ? (size_t)len : 0};
    struct slice piece;
    while (rest.len && tokens.code == SQLITE_OK && slice_next(&rest, STORE_TEXT_GAP, &piece)) {
        tokens.offset = (size_t)(piece.data - text);
        tokens_add_piece(&tokens, piece.data, piece.len);
        if (rest.len)
            tokens_emit(&tokens, gap, sizeof(gap), piece.len, piece.len + 1);
    }
    return tokens.code;
}

/* It has no state: a word for FTS5 to hold on to. */
static int tokenizer_create(void *context, const char **arguments, int count,
                            Fts5Tokenizer **tokenizer)
{
    (void)arguments;
    (void)count;
    *tokenizer = context;
    return SQLITE_OK;
}

static void tokenizer_delete(Fts5Tokenizer *tokenizer)
{
    (void)tokenizer;
}

static fts5_api *find_fts5(struct store *store)
{
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->db, store_sql_texts[SQL_FTS5_API].text, -1, &statement, NULL) ==
            SQLITE_OK &&
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL) == SQLITE_OK)
        sqlite3_step(statement);
    sqlite3_finalize(statement);
    return api;
}

bool store_add_words(struct store *store, struct error *err)
{
    fts5_api *const api = find_fts5(store);
    fts5_tokenizer methods = {tokenizer_create, tokenizer_delete, tokenize};
    if (api && api->xCreateTokenizer(api, "courant", store, &methods, NULL) == SQLITE_OK &&
        api->xCreateFunction(api, "score", NULL, rank_score, NULL) == SQLITE_OK)
        return true;
    return store_fail(store, err);
}
