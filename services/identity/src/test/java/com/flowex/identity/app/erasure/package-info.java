/** Tests of the package of the same name. */
@NullMarked
package com.flowex.identity.app.erasure;

import org.jspecify.annotations.NullMarked;
