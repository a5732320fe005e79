/** Tests of the view of accounts. */
@NullMarked
package com.flowex.platform.account;

import org.jspecify.annotations.NullMarked;
