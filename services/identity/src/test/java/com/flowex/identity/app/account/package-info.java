/** Recipients of money, and of the notices about it. */
@NullMarked
package com.flowex.identity.app.account;

import org.jspecify.annotations.NullMarked;
