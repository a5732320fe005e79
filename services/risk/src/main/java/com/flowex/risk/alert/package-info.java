/**
 * When an alert fires, and when it may fire again: rules and their states, nothing else.
 *
 * <p>Invariant: pure; a value that is missing, old or no number never fires.
 */
@NullMarked
package com.flowex.risk.alert;

import org.jspecify.annotations.NullMarked;
