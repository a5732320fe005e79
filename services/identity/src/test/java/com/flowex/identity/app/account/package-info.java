/** Who can be sent money, and who hears of it. */
@NullMarked
package com.flowex.identity.app.account;

import org.jspecify.annotations.NullMarked;
