/** Statements, the rows they read, and the sources of connections for them. */
@NullMarked
package com.flowex.platform.database.sql;

import org.jspecify.annotations.NullMarked;
