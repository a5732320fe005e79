/** Deposits: payments of chains to watched addresses, credited once, and reversed where a chain reverses them. */
@NullMarked
package com.flowex.wallet.app.deposit;

import org.jspecify.annotations.NullMarked;
