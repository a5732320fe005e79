/**
 * What the scripts of each part of the database have done to it, what waits, and what can be taken back. Start reading at {@code Migrations}.
 *
 * <p>Invariant: nothing is taken back that says no way back, and nothing while FlowEx runs.
 */
@NullMarked
package com.flowex.ground.migration;

import org.jspecify.annotations.NullMarked;
