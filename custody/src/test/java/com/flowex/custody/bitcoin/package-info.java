@NullMarked
package com.flowex.custody.bitcoin;

import org.jspecify.annotations.NullMarked;
