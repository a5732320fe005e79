/**
 * PostgreSQL: the durable embedded server or a configured one, roles, migrations, pools.
 *
 * <p>Invariant: requests connect as flowex_app and projections as flowex_views; neither owns a table.
 */
@NullMarked
package com.flowex.platform.database;

import org.jspecify.annotations.NullMarked;
