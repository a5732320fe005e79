/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.config;

import org.jspecify.annotations.NullMarked;
