/** The PostgreSQL that an exchange brings along and starts by itself. */
@NullMarked
package com.flowex.platform.database.embedded;

import org.jspecify.annotations.NullMarked;
