/** Statements about all tables of identity: exports, clean-up, and the check of data keys. */
@NullMarked
package com.flowex.identity.store;

import org.jspecify.annotations.NullMarked;
