/** Reconciliation of people's bank statements with their trades. */
@NullMarked
package com.flowex.p2p.app.statement;

import org.jspecify.annotations.NullMarked;
