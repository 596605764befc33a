/*
 * A password that is typed at the terminal, unseen.
 */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include <stdbool.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"

/*
 * Ask at the controlling terminal, whatever standard input is.
 *
 * errors   ERR_UNSUPPORTED: there is none; ERR_CANCELLED: ^C, ^D, or nothing was typed
 */
bool cli_ask_password(const char *question, struct str *password, struct error *err) ATTR_MUST_USE;

#endif
