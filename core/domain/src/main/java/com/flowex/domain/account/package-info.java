/** Transfers between accounts, and the limits and restrictions of an account. */
@NullMarked
package com.flowex.domain.account;

import org.jspecify.annotations.NullMarked;
