/** Statements about several tables of risk. Each subject has its own package of tables, rows and queries below. */
@NullMarked
package com.flowex.risk.store;

import org.jspecify.annotations.NullMarked;
