/** Which accounts the log has, and whose they are. */
@NullMarked
package com.flowex.identity.account;

import org.jspecify.annotations.NullMarked;
