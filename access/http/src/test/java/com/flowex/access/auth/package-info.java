/** Tests of the package of the same name. */
@NullMarked
package com.flowex.access.auth;

import org.jspecify.annotations.NullMarked;
