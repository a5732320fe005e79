/** Follows what other processes decide: ended sessions, rotated keys, keys that may halt. */
@NullMarked
package com.flowex.identity.app;

import org.jspecify.annotations.NullMarked;
