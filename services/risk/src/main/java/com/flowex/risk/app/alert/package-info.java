/**
 * Rules of alerts and their states: when an alert fires, and when it may fire again.
 *
 * <p>Invariant: pure; an alert never fires on a value that is missing, too old or not a number.
 */
@NullMarked
package com.flowex.risk.app.alert;

import org.jspecify.annotations.NullMarked;
