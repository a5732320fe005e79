/** Which accounts the log has, and whose they are. */
@NullMarked
package com.flowex.platform.account;

import org.jspecify.annotations.NullMarked;
