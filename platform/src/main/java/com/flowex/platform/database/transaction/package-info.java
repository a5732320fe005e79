/** Transactions as deciders hold them, and the work that runs in them. */
@NullMarked
package com.flowex.platform.database.transaction;

import org.jspecify.annotations.NullMarked;
