/*
 * rules: what is done with articles when they come, and now with those that are there.
 */
#include <string.h>

#include "app/rules.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/session.h"

static void write_actions(const struct rules_rule *rule, struct str *out)
{
    for (size_t i = 0; i < rule->actions.count; i++) {
        str_add(out, i ? ", " : "");
        rules_write_action(vec_at(&rule->actions, i), out);
    }
}

static void list_text(const struct rules *rules, struct str *out)
{
    for (size_t i = 0; i < rules->smarts.count; i++) {
        const struct rules_smart *const smart = vec_at(&rules->smarts, i);
        str_printf(out, "smart  %s: %s\n", smart->name, smart->query);
    }
    for (size_t i = 0; i < rules->rules.count; i++) {
        const struct rules_rule *const rule = vec_at(&rules->rules, i);
        str_printf(out, "rule   %s: %s → ", rule->name, rule->text);
        write_actions(rule, out);
        if (rule->until_ms != INT64_MAX) {
            char day[32];
            time_format_local(rule->until_ms, "%Y-%m-%d", day, sizeof(day));
            str_printf(out, _(" until %s"), day);
        }
        str_add_char(out, '\n');
    }
}

static void rule_json(const struct rules_rule *rule, struct json_writer *json)
{
    json_key_text(json, "kind", "rule");
    json_key_text(json, "name", rule->name);
    json_key_text(json, "query", rule->text);
    json_key(json, "actions");
    json_begin_array(json);
    for (size_t i = 0; i < rule->actions.count; i++) {
        struct str action;
        str_init(&action, LIMIT_TITLE_BYTES);
        rules_write_action(vec_at(&rule->actions, i), &action);
        json_write_string(json, action.data);
        str_release(&action);
    }
    json_end_array(json);
    json_key_time(json, "until", rule->until_ms == INT64_MAX ? TIME_NONE : rule->until_ms);
}

static void smart_json(const struct rules_smart *smart, struct json_writer *json)
{
    json_key_text(json, "kind", "smart");
    json_key_text(json, "name", smart->name);
    json_key_text(json, "query", smart->query);
    json_key(json, "actions");
    json_begin_array(json);
    json_end_array(json);
    json_key_time(json, "until", TIME_NONE);
}

static void list_json(const struct rules *rules, struct str *out)
{
    for (size_t i = 0; i < rules->smarts.count + rules->rules.count; i++) {
        struct json_writer json;
        json_writer_init(&json, out);
        json_begin_object(&json);
        if (i < rules->smarts.count)
            smart_json(vec_at(&rules->smarts, i), &json);
        else
            rule_json(vec_at(&rules->rules, i - rules->smarts.count), &json);
        json_end_object(&json);
        str_add_char(out, '\n');
    }
}

/* ---- apply */

static bool apply_action(struct app *app, const struct rules_rule *rule,
                         const struct rules_action *action, struct str *out, struct error *err)
{
    if (action->kind == RULES_NOTIFY)
        return true;
    struct app_message last = {0};
    const struct store_selection selection = {.query = rule->query};
    struct ticket *const ticket =
        app_mark(app, rules_mark(action->kind), action->tag, NULL, 0, &selection);
    if (!cli_wait(app, ticket, NULL, NULL, &last, err))
        return false;
    str_printf(out, "%7lld  %s: ", (long long)last.updated_count, rule->name);
    rules_write_action(action, out);
    str_add_char(out, '\n');
    return true;
}

/* All rules, or that of a name; each action is a change that can be taken back. What hides comes
 * last, since nothing finds it then. */
static bool apply(struct app *app, const struct rules *rules, const char *name, struct str *out,
                  struct error *err)
{
    bool is_found = !name;
    const int64_t now_ms = time_now_ms();
    for (int hides = 0; hides < 2; hides++)
        for (size_t i = 0; i < rules->rules.count; i++) {
            const struct rules_rule *const rule = vec_at(&rules->rules, i);
            if ((name && strcmp(name, rule->name) != 0) || now_ms >= rule->until_ms)
                continue;
            is_found = true;
            for (size_t k = 0; k < rule->actions.count; k++) {
                const struct rules_action *const action = vec_at(&rule->actions, k);
                if ((action->kind == RULES_HIDE) == hides &&
                    !apply_action(app, rule, action, out, err))
                    return false;
            }
        }
    return is_found || error_set(err, ERR_NOT_FOUND, _("there is no rule '%s'"), name);
}

static int run(const struct cli_call *call, struct app *app, struct str *out)
{
    struct error err = {0};
    const struct rules *const rules = app_rules(app, &err);
    const bool is_json = cli_has(call, "json");
    if (!rules)
        return cli_fail(&err);
    if (!cli_operand(call, 0)) {
        if (is_json)
            list_json(rules, out);
        else
            list_text(rules, out);
        return is_json ? cli_print_raw(out) : cli_print(out);
    }
    if (apply(app, rules, cli_operand(call, 1), out, &err))
        return cli_print(out);
    cli_print(out);
    return cli_fail(&err);
}

int cli_rules(const struct cli_call *call)
{
    struct error err = {0};
    if (cli_operand(call, 0) && strcmp(cli_operand(call, 0), "apply") != 0) {
        error_set(&err, ERR_USAGE, _("'%s' is not apply: 'courant rules apply [NAME]'"),
                  cli_operand(call, 0));
        return cli_fail(&err);
    }
    struct app *const app = cli_open(call, &err);
    if (!app)
        return cli_fail(&err);
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    const int status = run(call, app, &out);
    str_release(&out);
    app_free(app);
    return status;
}
