/**
 * Judging of new events in the log: behaviour that looks like abuse becomes a case.
 *
 * <p>Invariant: the progress and the cases of a range are written together.
 */
@NullMarked
package com.flowex.risk.app.judging;

import org.jspecify.annotations.NullMarked;
