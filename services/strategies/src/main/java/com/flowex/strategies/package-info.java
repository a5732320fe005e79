/** Strategies of users, and their back-tests, which tasks run. */
@NullMarked
package com.flowex.strategies;

import org.jspecify.annotations.NullMarked;
