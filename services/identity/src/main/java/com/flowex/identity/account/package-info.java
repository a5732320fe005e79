/** Accounts of the log and their owners. */
@NullMarked
package com.flowex.identity.account;

import org.jspecify.annotations.NullMarked;
