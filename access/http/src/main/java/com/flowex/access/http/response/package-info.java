/** Answers to requests: bodies, problems with their status, headers. */
@NullMarked
package com.flowex.access.http.response;

import org.jspecify.annotations.NullMarked;
