/**
 * Migrations of each part of the database: which ran, which are pending, and which can be reverted. Start reading at
 * {@code Migrations}.
 *
 * <p>Invariant: no migration is reverted without a declared way back, and none while FlowEx runs.
 */
@NullMarked
package com.flowex.platform.migration;

import org.jspecify.annotations.NullMarked;
