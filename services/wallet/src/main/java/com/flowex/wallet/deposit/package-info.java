/** Money in: what chains paid to watched addresses, credited once, and taken back where a chain takes it back. */
@NullMarked
package com.flowex.wallet.deposit;

import org.jspecify.annotations.NullMarked;
