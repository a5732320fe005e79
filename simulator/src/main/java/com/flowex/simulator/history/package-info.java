/**
 * What clients asked of an exchange, what they were told, and when: the record that a checker, ours or another's, judges.
 *
 * <p>Invariant: lines are in the order in which they happened; a client asks again only after its last question was answered or given up, and
 * whoever gave one up goes on under another process number, as in Jepsen's histories ({@code docs/testing.md}).
 */
@NullMarked
package com.flowex.simulator.history;

import org.jspecify.annotations.NullMarked;
