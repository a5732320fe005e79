/** Parts that several kinds of message share: ids, money, enums, groups and the bodies of orders and listings. */
@NullMarked
package com.flowex.protocol.body;

import org.jspecify.annotations.NullMarked;
