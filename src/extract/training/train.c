/*
 * Fits the networks of model.c. Not part of the program.
 *
 *     train blocks < list            every page's blocks, for label.py
 *     train fit LABELS WEIGHTS.inc   writes the weights, prints how good they are
 *     train judge LABELS > texts     every page's text by networks that have not seen it, for
 * score.py
 *
 * Each network is fitted five times on four fifths of the pages to judge the last fifth, because
 * the second network has to see likelihoods as the first one gives them for pages it does not know.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/path.h"
#include "extract/internal.h"
#include "extract/meta.h"
#include "text/clean.h"

enum { FOLDS = 5, BATCH = 64, LINE_BYTES = 8192, EPOCHS_FIRST = 40, EPOCHS_SECOND = 20 };

#define DECAY_FIRST  0.0003f
#define DECAY_SECOND 0.0006f
// The share of the inputs that each step does not see, so that no network leans on a few of them.
#define BLIND_FIRST  0.4f
#define BLIND_SECOND 0.3f

struct sample {
    float label;
    float weight;
};

struct training_page {
    struct html_document *doc;
    struct extract_meta meta;
    struct arena arena;
    struct extract_page page;
    struct sample *samples;
    float *features; // EXTRACT_FEATURES a block
    float *context;  // EXTRACT_CONTEXT a block
    char name[512];
};

struct network {
    size_t inputs;
    size_t units;
    size_t count;    // of all weights: rows of units, then the output
    float *weights;  // as model.c wants them
    float *gradient; // of the batch
    float *mean;     // Adam
    float *square;
    long step;
};

static uint64_t random_state = 88172645463325252u;

static float random_float(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (float)(random_state >> 40) / (float)(1 << 24);
}

/* ---- pages */

static bool load_page(struct training_page *page, const char *path, const char *base,
                      const char *charset)
{
    struct str bytes;
    str_init(&bytes, 64 << 20);
    struct error err = {0};
    if (!file_read(path, 64 << 20, &bytes, &err)) {
        fprintf(stderr, "%s: %s\n", path, err.text);
        exit(1);
    }
    page->doc = html_parse_bytes(bytes.data, bytes.len, *charset ? charset : NULL,
                                 *base ? base : NULL, NULL, &err);
    str_release(&bytes);
    if (!page->doc)
        return false;
    arena_init(&page->arena);
    extract_meta_read(&page->meta, page->doc, &page->arena);
    return extract_page_init(&page->page, page->doc, extract_meta_get(&page->meta, EXTRACT_TITLE),
                             extract_meta_get(&page->meta, EXTRACT_BODY), NULL);
}

static struct extract_block *block_at(struct training_page *page, size_t index)
{
    return (struct extract_block *)page->page.blocks.items + index;
}

static void print_blocks(void)
{
    char line[LINE_BYTES];
    while (fgets(line, sizeof(line), stdin)) {
        char *rest = line;
        const char *const path = strsep(&rest, "\t\n");
        const char *const base = strsep(&rest, "\t\n");
        const char *const charset = strsep(&rest, "\t\n");
        struct training_page page = {0};
        const bool is_loaded = load_page(&page, path, base, charset);
        for (size_t i = 0; is_loaded && i < page.page.blocks.count; i++) {
            struct str raw;
            struct str text;
            str_init(&raw, 1 << 22);
            str_init(&text, 1 << 22);
            extract_block_text(&page.page, block_at(&page, i), &raw);
            text_clean_line(raw.data, raw.len, &text);
            printf("block %s\n", text.data);
            str_release(&raw);
            str_release(&text);
        }
        printf("end\n");
        extract_page_release(&page.page);
        html_free(page.doc);
    }
}

static void fill_features(struct training_page *page)
{
    const size_t count = page->page.blocks.count;
    page->features = mem_zalloc((count + 1) * EXTRACT_FEATURES * sizeof(float));
    for (size_t i = 0; i < count; i++)
        extract_features_fill(&page->page, i, page->features + i * EXTRACT_FEATURES);
}

static void fill_context(struct training_page *page)
{
    struct extract_context *const context = extract_context_new(&page->page);
    for (size_t i = 0; i < page->page.blocks.count; i++)
        extract_context_fill(context, i, page->context + i * EXTRACT_CONTEXT);
    extract_context_free(context);
}

static void read_labels(const char *path, struct vec *pages)
{
    FILE *const file = fopen(path, "r");
    char line[LINE_BYTES];
    size_t index = 0;
    struct training_page *page = NULL;
    if (!file) {
        perror(path);
        exit(1);
    }
    while (fgets(line, sizeof(line), file)) {
        if (strncmp(line, "page\t", 5) == 0) {
            char *rest = line + 5;
            const char *const html = strsep(&rest, "\t\n");
            const char *const base = strsep(&rest, "\t\n");
            const char *const charset = strsep(&rest, "\t\n");
            const char *const name = strsep(&rest, "\t\n");
            page = mem_zalloc(sizeof(*page));
            *(struct training_page **)vec_push(pages) = page;
            load_page(page, html, base, charset);
            snprintf(page->name, sizeof(page->name), "%s", name);
            page->samples = mem_zalloc((page->page.blocks.count + 1) * sizeof(struct sample));
            page->context =
                mem_zalloc((page->page.blocks.count + 1) * EXTRACT_CONTEXT * sizeof(float));
            fill_features(page);
            index = 0;
        } else if (page && index < page->page.blocks.count) {
            struct sample *const sample = &page->samples[index++];
            char *end = line;
            sample->label = strtof(line, &end);
            sample->weight = strtof(end, NULL);
        }
    }
    fclose(file);
}

/* ---- the network */

static void network_init(struct network *network, size_t inputs, size_t units)
{
    network->inputs = inputs;
    network->units = units;
    network->count = units * (inputs + 1) + units + 1;
    network->weights = mem_zalloc(network->count * sizeof(float));
    network->gradient = mem_zalloc(network->count * sizeof(float));
    network->mean = mem_zalloc(network->count * sizeof(float));
    network->square = mem_zalloc(network->count * sizeof(float));
    network->step = 0;
    const float spread = sqrtf(6.0f / (float)inputs);
    for (size_t i = 0; i < network->count; i++)
        network->weights[i] = (random_float() - 0.5f) * spread;
}

static void network_release(struct network *network)
{
    free(network->weights);
    free(network->gradient);
    free(network->mean);
    free(network->square);
}

static float forward(const struct network *network, const float *input, float *units)
{
    const float *const output = network->weights + network->units * (network->inputs + 1);
    float sum = output[network->units];
    for (size_t i = 0; i < network->units; i++) {
        const float *const row = network->weights + i * (network->inputs + 1);
        float unit = row[network->inputs];
        for (size_t j = 0; j < network->inputs; j++)
            unit += row[j] * input[j];
        units[i] = unit > 0.0f ? unit : 0.0f;
        sum += output[i] * units[i];
    }
    return 1.0f / (1.0f + expf(-sum));
}

static void backward(struct network *network, const float *input, const float *units, float error)
{
    const size_t start = network->units * (network->inputs + 1);
    const float *const output = network->weights + start;
    float *const slope = network->gradient + start;
    slope[network->units] += error;
    for (size_t i = 0; i < network->units; i++) {
        if (units[i] <= 0.0f)
            continue;
        slope[i] += error * units[i];
        float *const row = network->gradient + i * (network->inputs + 1);
        const float through = error * output[i];
        row[network->inputs] += through;
        for (size_t j = 0; j < network->inputs; j++)
            row[j] += through * input[j];
    }
}

static void adam(struct network *network, float rate, float decay)
{
    network->step++;
    const float a = 1.0f - powf(0.9f, (float)network->step);
    const float b = 1.0f - powf(0.999f, (float)network->step);
    for (size_t i = 0; i < network->count; i++) {
        const float g = network->gradient[i] / BATCH + decay * network->weights[i];
        network->mean[i] = 0.9f * network->mean[i] + 0.1f * g;
        network->square[i] = 0.999f * network->square[i] + 0.001f * g * g;
        network->weights[i] -=
            rate * (network->mean[i] / a) / (sqrtf(network->square[i] / b) + 1e-8f);
        network->gradient[i] = 0.0f;
    }
}

struct row {
    uint32_t page;
    uint32_t block;
};

static void gather(struct training_page *page, size_t index, size_t inputs, float *input)
{
    memcpy(input, page->features + index * EXTRACT_FEATURES, EXTRACT_FEATURES * sizeof(float));
    if (inputs > EXTRACT_FEATURES)
        memcpy(input + EXTRACT_FEATURES, page->context + index * EXTRACT_CONTEXT,
               EXTRACT_CONTEXT * sizeof(float));
}

/* Take some inputs away; the others make up for them. */
static void blind(float *input, size_t inputs, float share)
{
    for (size_t i = 0; i < inputs; i++)
        input[i] = random_float() < share ? 0.0f : input[i] / (1.0f - share);
}

/* The rows that are known of all pages but those of one fold (-1: of all). */
static void collect(struct training_page **pages, size_t count, int without, struct vec *rows)
{
    for (size_t i = 0; i < count; i++) {
        if ((int)(i % FOLDS) == without)
            continue;
        for (size_t j = 0; j < pages[i]->page.blocks.count; j++)
            if (pages[i]->samples[j].weight > 0.0f)
                *(struct row *)vec_push(rows) = (struct row){(uint32_t)i, (uint32_t)j};
    }
}

static void shuffle(struct vec *rows)
{
    struct row *const all = rows->items;
    for (size_t i = rows->count; i > 1; i--) {
        const size_t j = (size_t)(random_float() * (float)i) % i;
        const struct row kept = all[i - 1];
        all[i - 1] = all[j];
        all[j] = kept;
    }
}

static void fit(struct network *network, struct training_page **pages, size_t count, int without,
                int epochs, float decay)
{
    struct vec rows;
    vec_init(&rows, sizeof(struct row));
    collect(pages, count, without, &rows);
    float input[EXTRACT_FEATURES + EXTRACT_CONTEXT];
    float units[64];
    const float share = network->inputs > EXTRACT_FEATURES ? BLIND_SECOND : BLIND_FIRST;
    for (int epoch = 0; epoch < epochs; epoch++) {
        shuffle(&rows);
        const float rate = 0.002f * (1.0f - (float)epoch / (float)epochs) + 0.00005f;
        const struct row *const all = rows.items;
        for (size_t i = 0; i < rows.count; i++) {
            struct training_page *const page = pages[all[i].page];
            const struct sample *const sample = &page->samples[all[i].block];
            gather(page, all[i].block, network->inputs, input);
            blind(input, network->inputs, share);
            const float p = forward(network, input, units);
            backward(network, input, units, (p - sample->label) * sample->weight);
            if ((i + 1) % BATCH == 0)
                adam(network, rate, decay);
        }
    }
    vec_release(&rows);
}

static void judge(const struct network *network, struct training_page *page, int look)
{
    float input[EXTRACT_FEATURES + EXTRACT_CONTEXT];
    float units[64];
    for (size_t i = 0; i < page->page.blocks.count; i++) {
        gather(page, i, network->inputs, input);
        block_at(page, i)->likelihood[look] = forward(network, input, units);
    }
}

/* Judge every page by networks that have not seen it. */
static void cross_fit(struct training_page **pages, size_t count, int look, size_t inputs,
                      size_t units, int epochs, float decay)
{
    for (int fold = 0; fold < FOLDS; fold++) {
        struct network network;
        network_init(&network, inputs, units);
        fit(&network, pages, count, fold, epochs, decay);
        for (size_t i = (size_t)fold; i < count; i += FOLDS)
            judge(&network, pages[i], look);
        network_release(&network);
    }
}

/* ---- figures */

/* Precision and recall by words, a mean over pages. */
static void report(const char *what, struct training_page **pages, size_t count, int look,
                   const char *suite)
{
    double precision = 0;
    double recall = 0;
    size_t seen = 0;
    for (size_t i = 0; i < count; i++) {
        double right = 0;
        double extra = 0;
        double missing = 0;
        if (strncmp(pages[i]->name, suite, strlen(suite)) != 0)
            continue;
        for (size_t j = 0; j < pages[i]->page.blocks.count; j++) {
            const struct sample *const sample = &pages[i]->samples[j];
            const struct extract_block *const block = block_at(pages[i], j);
            const double words = sample->weight > 0.0f ? (double)block->words : 0.0;
            const bool is_kept = block->likelihood[look] >= 0.5f;
            right += is_kept && sample->label > 0.5f ? words : 0;
            extra += is_kept && sample->label < 0.5f ? words : 0;
            missing += !is_kept && sample->label > 0.5f ? words : 0;
        }
        if (right + missing <= 0)
            continue;
        seen++;
        precision += right + extra > 0 ? right / (right + extra) : 0;
        recall += right / (right + missing);
    }
    precision /= (double)seen;
    recall /= (double)seen;
    fprintf(stderr, "%-8s %-12s pages %zu precision %.4f recall %.4f f1 %.4f\n", what, suite, seen,
            precision, recall, 2 * precision * recall / (precision + recall));
}

static void report_all(const char *what, struct training_page **pages, size_t count, int look)
{
    static const char *const suites[] = {"aeb", "readability", "trafilatura"};
    for (size_t i = 0; i < COUNT_OF(suites); i++)
        report(what, pages, count, look, suites[i]);
}

static void write_rows(FILE *file, const char *name, const struct network *network)
{
    const size_t width = network->inputs + 1;
    fprintf(file, "static const float %s_hidden[%zu][%zu] = {\n", name, width, network->units);
    for (size_t i = 0; i < width; i++) {
        fprintf(file, "{");
        for (size_t j = 0; j < network->units; j++)
            fprintf(file, "%s%.4ff%s", j && j % 12 == 0 ? "\n" : "",
                    (double)network->weights[j * width + i], j + 1 < network->units ? "," : "");
        fprintf(file, "},\n");
    }
    fprintf(file, "};\nstatic const float %s_output[%zu] = {", name, network->units + 1);
    for (size_t i = 0; i <= network->units; i++)
        fprintf(file, "%.4ff,", (double)network->weights[network->units * width + i]);
    fprintf(file, "};\n");
}

/* Both looks at every page, by networks that have not seen it. */
static void cross_fit_both(struct training_page **pages, size_t count)
{
    cross_fit(pages, count, 0, EXTRACT_FEATURES, EXTRACT_HIDDEN_FIRST, EPOCHS_FIRST, DECAY_FIRST);
    report_all("first", pages, count, 0);
    for (size_t i = 0; i < count; i++)
        fill_context(pages[i]);
    cross_fit(pages, count, 1, EXTRACT_FEATURES + EXTRACT_CONTEXT, EXTRACT_HIDDEN_SECOND,
              EPOCHS_SECOND, DECAY_SECOND);
    report_all("second", pages, count, 1);
}

static void judge_all(const char *labels)
{
    struct vec list;
    vec_init(&list, sizeof(struct training_page *));
    read_labels(labels, &list);
    struct training_page **const pages = list.items;
    cross_fit_both(pages, list.count);
    for (size_t i = 0; i < list.count; i++) {
        struct str text;
        str_init(&text, LIMIT_HTML_BYTES);
        extract_keep(&pages[i]->page);
        extract_write_text(&pages[i]->page, &text);
        printf("page\t%s\n%s\n", pages[i]->name, text.data);
        str_release(&text);
    }
}

static void fit_all(const char *labels, const char *weights)
{
    struct vec list;
    vec_init(&list, sizeof(struct training_page *));
    read_labels(labels, &list);
    struct training_page **const pages = list.items;
    const size_t inputs = EXTRACT_FEATURES + EXTRACT_CONTEXT;
    cross_fit_both(pages, list.count);
    struct network first;
    struct network second;
    network_init(&first, EXTRACT_FEATURES, EXTRACT_HIDDEN_FIRST);
    network_init(&second, inputs, EXTRACT_HIDDEN_SECOND);
    fit(&first, pages, list.count, -1, EPOCHS_FIRST, DECAY_FIRST);
    fit(&second, pages, list.count, -1, EPOCHS_SECOND, DECAY_SECOND);
    FILE *const file = fopen(weights, "w");
    if (!file) {
        perror(weights);
        exit(1);
    }
    fprintf(file, "/* Written by training/train.c; do not edit. */\n");
    write_rows(file, "first", &first);
    write_rows(file, "second", &second);
    fclose(file);
}

int main(int argc, char *argv[])
{
    if (argc == 2 && strcmp(argv[1], "blocks") == 0)
        print_blocks();
    else if (argc == 4 && strcmp(argv[1], "fit") == 0)
        fit_all(argv[2], argv[3]);
    else if (argc == 3 && strcmp(argv[1], "judge") == 0)
        judge_all(argv[2]);
    else
        fprintf(stderr,
                "usage: train blocks < list | train fit LABELS WEIGHTS | train judge LABELS\n");
    return 0;
}
