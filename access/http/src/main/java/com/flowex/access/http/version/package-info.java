/** Versions of settings: a change that was made of an outdated version is refused. */
@NullMarked
package com.flowex.access.http.version;

import org.jspecify.annotations.NullMarked;
