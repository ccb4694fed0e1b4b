/** Answers, and errors in the form of EC2 and in the form of the other query services. */
import { xmlDocument } from './xml.ts';

/** A whole answer. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Beside those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Set where the truth itself says the call never ends well: by a hang or by a dropped connection. */
  readonly failure?: 'hang' | 'reset';
}

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Organizations, Network Firewall: JSON with the code as `__type`. */
export function jsonProblem({ status, code, message }: Problem): Answer {
  return { status, contentType: 'application/x-amz-json-1.1', body: JSON.stringify({ __type: code, message }) };
}

const requestId = '7a62c49f-347e-4fc4-9331-6e8eEXAMPLE';

/** EC2: `<Response><Errors><Error>`. */
export function ec2Problem({ status, code, message }: Problem): Answer {
  const escaped = xmlDocument('Response', '', { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId }, 'item');
  return { status, contentType: 'text/xml;charset=UTF-8', body: escaped.replace(' xmlns=""', '') };
}

/** ELBv2, STS, Route 53: `<ErrorResponse><Error>`. */
export function queryProblem({ status, code, message }: Problem): Answer {
  const tree = { Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message }, RequestId: requestId };
  return { status, contentType: 'text/xml', body: xmlDocument('ErrorResponse', 'https://aws.amazon.com/fake/', tree, 'member') };
}
