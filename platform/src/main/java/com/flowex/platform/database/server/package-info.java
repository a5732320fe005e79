/** The database server: its address, roles, pools, replica, limits and probes. */
@NullMarked
package com.flowex.platform.database.server;

import org.jspecify.annotations.NullMarked;
