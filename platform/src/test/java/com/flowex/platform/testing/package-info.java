/** Basis of the tests of services: one PostgreSQL per test JVM, hand-written fakes, a small HTTP client. */
@NullMarked
package com.flowex.platform.testing;

import org.jspecify.annotations.NullMarked;
