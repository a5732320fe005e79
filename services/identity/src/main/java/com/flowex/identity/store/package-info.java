/**
 * Statements about several tables of identity: exports, clean-up, and the check of data keys. Each subject has its own
 * package of tables, rows and queries below.
 */
@NullMarked
package com.flowex.identity.store;

import org.jspecify.annotations.NullMarked;
