/** Tests of the view of accounts. */
@NullMarked
package com.flowex.identity.account;

import org.jspecify.annotations.NullMarked;
