/**
 * The ground every service stands on; its parts are the packages below.
 *
 * <p>Invariant: nothing here knows a service.
 */
@NullMarked
package com.flowex.platform;

import org.jspecify.annotations.NullMarked;
