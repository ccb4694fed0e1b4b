import { describe, expect, it } from 'vitest';
import { remedyParts } from '#renderer/views/findings/remedy.ts';

const command = (text: string) => ({ text, isCommand: true });
const words = (text: string) => ({ text, isCommand: false });

describe('remedyParts', () => {
  it('finds one command behind a sentence', () => {
    expect(
      remedyParts(
        'Add a subnet: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-1 --add-subnet-ids <subnet in use1-az4> --region us-east-1',
      ),
    ).toEqual([
      words('Add a subnet:'),
      command('aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-1 --add-subnet-ids <subnet in use1-az4> --region us-east-1'),
    ]);
  });

  it('finds two commands and the words between them', () => {
    expect(
      remedyParts("aws ec2 a-b --principals '*' --region us-east-1; or require acceptance: aws ec2 c-d --acceptance-required"),
    ).toEqual([
      command("aws ec2 a-b --principals '*' --region us-east-1"),
      words('or require acceptance:'),
      command('aws ec2 c-d --acceptance-required'),
    ]);
  });

  it('leaves a command that is only mentioned, and words behind a command, as words', () => {
    expect(remedyParts('Add subnets (aws elbv2 set-subnets), then wait.')).toEqual([
      words('Add subnets (aws elbv2 set-subnets), then wait.'),
    ]);
    expect(
      remedyParts('aws ec2 e-f --policy-document file://policy.json --region us-east-1, with conditions such as aws:PrincipalOrgID.'),
    ).toEqual([
      command('aws ec2 e-f --policy-document file://policy.json --region us-east-1'),
      words('with conditions such as aws:PrincipalOrgID.'),
    ]);
  });
});
