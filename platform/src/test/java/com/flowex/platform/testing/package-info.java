/** What the tests of services stand on: one PostgreSQL per test JVM, hand-written fakes, a small HTTP client. */
@NullMarked
package com.flowex.platform.testing;

import org.jspecify.annotations.NullMarked;
