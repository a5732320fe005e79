/** Who can be sent money, and who hears of it. */
@NullMarked
package com.flowex.identity.receiver;

import org.jspecify.annotations.NullMarked;
