/*
 * MD5, which Fever's key is made with. It protects nothing any more, and nothing else may use it.
 */
#ifndef SYNC_MD5_H
#define SYNC_MD5_H

#include <stddef.h>

enum { MD5_HEX_BYTES = 33 };

/* The sum of the bytes in hexadecimal. source: RFC 1321 */
void md5_hex(const char *bytes, size_t len, char hex[MD5_HEX_BYTES]);

#endif
